"""The languages. Dutch is the source: each message is the Dutch sentence itself, so nl needs no catalogue.

English is written in `en/parts/*.tsv`, one file per part of the house, so that several people can write at
once: `sentence<TAB>English`, or for plurals `one<TAB>many<TAB>English one<TAB>English many`.
`python -m readify.translations` makes `messages.po` and `messages.mo` of them; both are committed, and a test
fails when they are stale. To add a language: a folder like `en`, and its name in `readify/web/language.py`.
"""
