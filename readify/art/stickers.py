"""The twelve stickers for tips on a 48 grid: little pictures that say what a book is like without words.

Data only; `sprite` gathers them in a file of their own, which only pages about books ask for.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

_FACE = '<circle cx="24" cy="24" r="19" fill="#FFD75C"/>'
_EYES = '<circle cx="17" cy="20" r="3" fill="#1C2050"/><circle cx="31" cy="20" r="3" fill="#1C2050"/>'

STICKER_PICTURES: dict[str, str] = {
    "funny": f'{_FACE}<path d="M12 21l6-3-6-3M36 21l-6-3 6-3" fill="none" stroke="#1C2050" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/><path d="M12 26h24q-1 13-12 13T12 26z" fill="#8F211E"/><path d="M18 36q6-5 12 0-2.500 3-6 3t-6-3z" fill="#F06A8C"/><path d="M14 26h20v3H14z" fill="#fff"/>',
    "exciting": '<circle cx="24" cy="24" r="19" fill="#8257D0"/><path d="M28 7L13 27h9l-3 14 16-21h-9z" fill="#FFD24A" stroke="#5A35A1" stroke-width="2" stroke-linejoin="round"/>',
    "quick": '<path d="M20 4h8v5h-8zM36 10l4 4" fill="#0A6A6C" stroke="#0A6A6C" stroke-width="4" stroke-linecap="round"/><circle cx="24" cy="27" r="17" fill="#149C9A"/><circle cx="24" cy="27" r="12" fill="#fff"/><path d="M24 19v8l5 4" fill="none" stroke="#1C2050" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>',
    "beautiful": '<g fill="#F06A8C"><circle cx="24" cy="12" r="9"/><circle cx="35" cy="20" r="9"/><circle cx="31" cy="34" r="9"/><circle cx="17" cy="34" r="9"/><circle cx="13" cy="20" r="9"/></g><circle cx="24" cy="24" r="8" fill="#FFD24A"/><circle cx="24" cy="24" r="3.500" fill="#C78600"/>',
    "scary": '<path d="M8 42V22a16 16 0 0 1 32 0v20l-5.500-4-5 4-5.500-4-5.500 4-5-4z" fill="#A9AEDB"/><ellipse cx="18" cy="22" rx="3.500" ry="4.500" fill="#1C2050"/><ellipse cx="30" cy="22" rx="3.500" ry="4.500" fill="#1C2050"/><ellipse cx="24" cy="31" rx="4" ry="5" fill="#40468A"/>',
    "sad": f'{_FACE}{_EYES}<path d="M16 35q8-8 16 0" fill="none" stroke="#1C2050" stroke-width="3" stroke-linecap="round"/><path d="M14 25q-6 9 0 11t5-4q0-3-5-7z" fill="#4BA3E3"/>',
    "sweet": '<path d="M24 42C7 30 4 21 8 14c4-6 13-6 16 2 3-8 12-8 16-2 4 7 1 16-16 28z" fill="#E8503F"/><path d="M12 18q1-5 6-5" fill="none" stroke="#FFB6A6" stroke-width="3" stroke-linecap="round"/>',
    "clever": '<path d="M29 30l12 12" stroke="#40468A" stroke-width="7" stroke-linecap="round"/><circle cx="20" cy="20" r="15" fill="#40468A"/><circle cx="20" cy="20" r="10.500" fill="#DBF3F1"/><path d="M20 13v8M20 26v.2" stroke="#0A6A6C" stroke-width="4" stroke-linecap="round"/>',
    "surprising": '<path d="M7 20h34v22H7z" fill="#4FA64B"/><path d="M5 13h38v9H5z" fill="#6FC06A"/><path d="M20 13h8v29h-8z" fill="#FFD24A"/><path d="M24 13C14 13 10 4 16 4q6 0 8 9 2-9 8-9c6 0 2 9-8 9z" fill="none" stroke="#C78600" stroke-width="3.400" stroke-linejoin="round"/>',
    "pictures": '<rect x="4" y="8" width="40" height="32" rx="5" fill="#8A6327"/><path d="M9 13h30v22H9z" fill="#DBF3F1"/><circle cx="32" cy="19" r="4" fill="#FFC21F"/><path d="M9 35l9-13 7 8 5-6 9 11z" fill="#4FA64B"/>',
    "together": '<circle cx="16" cy="15" r="8" fill="#8A5A3A"/><circle cx="33" cy="19" r="7" fill="#F4B3A6"/><path d="M3 42c0-12 5-17 13-17s12 4 12 17z" fill="#149C9A"/><path d="M22 42c0-10 4-14 11-14s11 4 11 14z" fill="#8257D0"/>',
    "bedtime": '<path d="M40 29A18 18 0 1 1 22 6a15 15 0 0 0 18 23z" fill="#40468A"/><path d="M35 6l2 5 5 1-4 3.500 1 5-4-2.500-4.500 2.500 1.500-5-4-3.500 5-1z" fill="#FFC21F"/>',
}
