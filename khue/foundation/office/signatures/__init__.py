"""Digital signatures on PDF files (PAdES): signed by a certificate file or by a token, checked when a signed file comes back.

Signing (`signing`) adds a revision to the file and never rewrites what is there; the visible mark (`stamp`) stands where the decree
on administrative papers puts the signature, above the signer's name (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, 7). Checking
(`checking`) says of every signature who, when, whether the file is as it was signed and whether the certificate leads to somebody
the institution trusts; `comparing` whether a file that comes back is ours with nothing but signatures added. Where the institution
says so, `stamping` asks for a time stamp and `revoking` whether a certificate was revoked; what was not asked is said.
"""

from khue.foundation.office.signatures.checking import Certificate, Signed, certificate, check
from khue.foundation.office.signatures.comparing import only_signed_since
from khue.foundation.office.signatures.images import ink_image, proportion
from khue.foundation.office.signatures.keys import Identity, TokenKey, fault_of, file_key, holder, token_key
from khue.foundation.office.signatures.placing import Place, above, beside, between, corner, mark_of
from khue.foundation.office.signatures.revoking import RevocationList, Sources, revocation_list
from khue.foundation.office.signatures.signing import sign
from khue.foundation.office.signatures.stamp import Mark
from khue.foundation.office.signatures.stamping import address

__all__ = [
    "Certificate", "Identity", "Mark", "Place", "RevocationList", "Signed", "Sources", "TokenKey", "above", "address",
    "beside", "between", "certificate", "check", "corner", "fault_of", "file_key", "holder", "ink_image", "mark_of",
    "only_signed_since", "proportion", "revocation_list", "sign", "token_key",
]  # fmt: skip
