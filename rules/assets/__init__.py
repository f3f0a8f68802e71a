"""Rules on what is made: the release folder, files, versions, codes, and what stores take."""

from __future__ import annotations

from rules.assets.ast001_no_release_folder import no_release_folder
from rules.assets.ast002_done_without_file import done_without_file
from rules.assets.ast003_several_final_versions import several_final_versions
from rules.assets.ast004_no_final_version import no_final_version
from rules.assets.ast005_wrong_version_used import wrong_version_used
from rules.assets.ast006_stems_unaccounted import stems_unaccounted
from rules.assets.ast007_malformed_code import malformed_code
from rules.assets.ast008_code_used_twice import code_used_twice
from rules.assets.ast009_missing_code import missing_code
from rules.assets.ast010_unfit_artwork import unfit_artwork
from rules.assets.ast011_unfit_audio import unfit_audio
from rules.assets.ast012_mixed_bit_depth import mixed_bit_depth
from rules.rule import Rule

RULES: tuple[Rule, ...] = (
    no_release_folder,
    done_without_file,
    several_final_versions,
    no_final_version,
    wrong_version_used,
    stems_unaccounted,
    malformed_code,
    code_used_twice,
    missing_code,
    unfit_artwork,
    unfit_audio,
    mixed_bit_depth,
)
