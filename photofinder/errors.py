"""What can go wrong without being a bug, each with a code, its facts and what to do.

Every message has three parts: what happened, where (the facts), and the remedy. The window
translates by ``code`` and ``params``; the command line and the log print ``str(error)``.
"""

from __future__ import annotations

from typing import ClassVar


class PhotofinderError(Exception):
    """An expected failure.

    A template in ``messages`` has up to two lines: what happened and where, then the remedy.

    Parameters
    ----------
    code : str
        Key into the class's ``messages``; stable, stored in the catalog for photos.
    **params : object
        The facts that the message names (path, limit, size ...).
    """

    messages: ClassVar[dict[str, str]] = {}

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened, where, and what to do, in English."""
        return " ".join(part for part in (self.what, self.remedy) if part)

    @property
    def what(self) -> str:
        """What happened and where, without the remedy."""
        return self._part(0)

    @property
    def remedy(self) -> str:
        """What to do; empty where nothing can be done."""
        return self._part(1)

    def _part(self, number: int) -> str:
        template = self.messages.get(self.code)
        if template is None:
            facts = ", ".join(f"{name}={value}" for name, value in self.params.items())
            texts = [f"{self.code}: {facts}" if facts else self.code]
        else:
            # divided before the facts are filled in: a file's name may hold a line break
            texts = [part.format_map(_Facts(self.params)) for part in template.split("\n")]
        return texts[number] if number < len(texts) else ""

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole: the default would drop ``params``."""
        return (_rebuild, (type(self), self.code, self.params))


class _Facts(dict[str, object]):
    """A fact that was not given prints as a question mark instead of raising while reporting."""

    def __missing__(self, key: str) -> str:
        return "?"


def _rebuild(cls: type[PhotofinderError], code: str, params: dict[str, object]) -> PhotofinderError:
    return cls(code, **params)


class EnvironmentProblem(PhotofinderError):
    """Not our fault and not one photo's: disk, rights, a missing folder, a damaged cache."""

    messages: ClassVar[dict[str, str]] = {
        "folder_missing": "The folder {path} does not exist.\nCheck the spelling, or connect the "
        "drive it is on.",
        "not_a_folder": "{path} is not a folder.\nGive the folder that holds the photos.",
        "folder_unreadable": "The folder {path} cannot be read ({reason}).\nGive yourself the "
        "right to read it, then scan again.",
        "folder_not_added": "{path} is not one of the library's folders.\n`photofinder status` "
        "lists them.",
        "folder_is_data": "{path} holds photofinder's own data and cannot be a photo folder.\n"
        "Choose another folder, or another --data-dir.",
        "data_dir_unwritable": "The data folder {path} cannot be written ({reason}).\nMake it "
        "writable, or choose another with --data-dir.",
        "disk_full": "No space is left on the disk of {path}.\nFree some space and start again: "
        "everything indexed so far is kept.",
        "library_locked": "Another photofinder (process {pid}) is changing the library in {path}.\n"
        "Wait until it has finished, or close it.",
        "catalog_damaged": "The catalog {path} is damaged ({reason}). Your photos are not touched."
        "\nMove it away, together with its -wal and -shm files, and scan again.",
        "catalog_io": "Reading or writing the catalog {path} failed ({reason}).\nCheck the disk: "
        "it may be full, unplugged or failing.",
        "catalog_busy": "The catalog {path} is locked by another program.\nClose it and try again.",
        "catalog_unmerged": "The catalog {path} is in use or was not closed properly, and you may "
        "not write into {folder}, which reading it now takes.\nMake that folder writable for you, "
        "or run `photofinder scan` once as its owner.",
        "model_missing": "The model {name} is not installed in {path}.\nReinstall photofinder, or "
        "choose another model in settings.json.",
        "model_damaged": "The model file {path} is damaged: its SHA-256 is not the one in its "
        "manifest.\nReinstall photofinder, or fetch the model again.",
        "no_provider": "No way to run the model {name} works on this machine ({reason}).\n"
        "Reinstall onnxruntime.",
        "test_card_missing": "The test card {path} is missing.\nReinstall photofinder.",
        "settings_damaged": "The settings file {path} cannot be read ({reason}).\nMend it, or move "
        "it away to start from the defaults.",
        "watch_limit": "The system cannot watch all of {path} ({reason}). photofinder looks for "
        "changes every {interval_s} s instead.\n{remedy}",
        "network_drive": "{path} is on a network drive ({kind}), of which the system hears no "
        "changes that other computers make. photofinder looks for changes every {interval_s} s "
        "instead.\nTo see them at once, run photofinder on the computer that holds the photos.",
        "io_problem": "{path}: {reason}.\nCheck the name, the disk and your rights, then start "
        "again: everything indexed so far is kept.",
        "decoder_unavailable": "The helper process that decodes risky formats cannot be started "
        "({reason}).\nClose other programs, or restart the computer.",
        "output_unwritable": "The file {path} cannot be written ({reason}).\nChoose another "
        "place for it.",
        "entry_foreign": "{path} is not from photofinder, so it is left as it is.\nRename or move "
        "it, then install again.",
        "entry_other_command": "{path} starts another photofinder.\nInstall again to have it start "
        "this one.",
        "entry_other_version": "{path} is from another version of photofinder, or was changed.\n"
        "Install again to renew it.",
        "entry_damaged": "{path} is damaged ({reason}), so it is left as it is.\nMend it or move "
        "it away, then try again.",
        "entry_unreadable": "{path} cannot be read ({reason}).\nGive yourself the right to read "
        "it, then try again.",
        "entry_unwritable": "{path} cannot be written ({reason}).\nMake its folder writable for "
        "you, then install again.",
        "entry_unremovable": "{path} cannot be removed ({reason}).\nMake its folder writable for "
        "you, then remove again.",
        "benchmarks_missing": "The benchmarks are not part of this installation ({path}).\nRun "
        "`python3 packaging/dev.py bench` in a checkout.",
    }


class PhotoUnreadable(PhotofinderError):
    """Only one photo is at fault. Recorded with its reason, shown, never silently skipped.

    A ``path`` among the facts comes first in the message; in the catalog it is the file's own.
    """

    @property
    def what(self) -> str:
        """What happened, after the path where it is known."""
        path = self.params.get("path")
        return super().what if path is None else f"{path}: {super().what}"

    messages: ClassVar[dict[str, str]] = {
        "empty": "The file is empty (0 bytes).\nRestore it from a backup or remove it.",
        "unsupported": "The file is not a picture in a format photofinder reads ({found}).",
        "truncated": "The picture ends too early; part of it is missing.\nCopy it again from its "
        "source if you can.",
        "damaged": "The picture is damaged and cannot be decoded ({reason}).",
        "too_large": "The picture has {megapixels} megapixels and would need {need_mb} MB to "
        "read; the limit is {limit_mb} MB.",
        "too_slow": "Reading the picture took more than {limit_s} s and was given up. The file is "
        "probably damaged.",
        "too_much_memory": "Reading the picture needs more than {limit_mb} MB and was given up. "
        "The file is probably damaged.",
        "crashed_decoder": "The decoder crashed on this file ({reason}). It is probably damaged.",
        "no_permission": "You are not allowed to read this file.\nChange its permissions, then "
        "scan again.",
        "vanished": "The file was there and is gone. Nothing is forgotten: it is taken up again "
        "when it comes back.",
        "changed": "The file changed while it was read.\nIt is read again at the next scan.",
        "not_a_file": "This is a {kind}, not a file, although its name looks like a photo's.",
        "io_error": "The file cannot be read ({reason}).\nCheck the drive it is on.",
        "too_big_file": "The file has {size_mb} MB; the limit for one photo is {limit_mb} MB.",
        "no_preview": "The RAW file holds no preview that can be read ({reason}).",
    }


class ModelMismatch(PhotofinderError):
    """A model folder that does not keep its manifest's word."""

    messages: ClassVar[dict[str, str]] = {
        "manifest_missing": "{path} has no manifest.json.\nSee models/README.md for its form.",
        "manifest_invalid": "{path}: {reason}.\nSee models/README.md for the manifest's form.",
        "graph_invalid": "The model {path} cannot be loaded ({reason}).\nFetch it again, or choose "
        "another one: `photofinder model` lists them.",
        "graph_differs": "The model {path} does not match its manifest: {reason}.\nMend the "
        "manifest as models/README.md describes it, or choose another model.",
        "wrong_output": "The model {path} gave a wrong answer: {reason}.\nChoose another one: "
        "`photofinder model` lists them.",
        "self_check": "{provider} computes {name} wrongly (cosine {cosine} with the reference, "
        "{minimum} needed).\nUpdate onnxruntime and the driver, or choose another model.",
        "name_taken": "Two model folders are named {name}: {path} and {other}.\nRename one.",
    }


class CatalogTooNew(PhotofinderError):
    """The catalog comes from a newer photofinder; reading it could lose what that one knows."""

    messages: ClassVar[dict[str, str]] = {
        "catalog_too_new": "The catalog {path} was made by a newer photofinder (schema {found}, "
        "this program knows {known}).\nUpdate photofinder, or choose another --data-dir.",
    }


class JobCancelled(PhotofinderError):
    """The user asked a job to stop; what was committed stays."""

    messages: ClassVar[dict[str, str]] = {
        "cancelled": "Stopped on request. What was done so far is kept.",
    }


class UsageProblem(PhotofinderError):
    """A value that the caller chose is not acceptable (exit code 2)."""

    messages: ClassVar[dict[str, str]] = {
        "unknown_model": "There is no model named {name}. Installed: {known}.",
        "bad_setting": "The setting {name} cannot be {value}: {reason}.",
        "setting_refused": "This setting cannot be used: {reason}.\nChoose another value.",
        "photo_not_added": "{path} is not a photo of the library.\nAdd its folder, then scan: "
        "photofinder add FOLDER.",
        "file_exists": "There is a file {path} already; it is not overwritten.\nChoose another "
        "name.",
        "folder_unknown": "The library has no photos in the folder {path} that are there now.\n"
        "Check the spelling, connect its drive, or add it: photofinder add FOLDER.",
        "same_folder": "{path} is both folders.\nGive two.",
        "no_such_file": "There is no file {path}.\nCheck the spelling.",
        "not_an_image_file": "{path} is a folder.\nGive one picture.",
        "no_clean_up": "There is no clean-up that could be undone.",
        "bad_export": "{path} does not say the form to write.\nEnd the name in .csv or .json.",
        "certainty_unused": "--at-least is about same_shot, which --class does not name.",
        "no_such_preset": "There is no preset named {name}. There are: {known}.",
        "no_such_batch": "There is no clean-up with the number {number}.",
        "bad_number": "{name} must be {reason}, not {value}.",
        "no_query": "There is nothing to look for.\nGive at least one picture.",
        "bad_region": "The region {left}, {top}, {width} x {height} does not lie in the picture.\n"
        "Draw it anew; its numbers are shares of the picture from 0 to 1.",
        "bad_date": "{value} is not a date.\nWrite it as 2019, 2019-07 or 2019-07-24.",
    }


class CleanupRefused(PhotofinderError):
    """One photo that is not removed, or not put back, and why; the others of the batch go on.

    Stored in the journal by code and facts. What is said of "it" is the photo to be removed.
    """

    messages: ClassVar[dict[str, str]] = {
        "not_indexed": "It is not an indexed photo of the library.\nScan its folder, then look at "
        "its group again.",
        "keeper_not_indexed": "The photo to keep, {keeper}, is not an indexed photo of the "
        "library.\nScan its folder, then look at the group again.",
        "offline": "Its folder {folder} is not there.\nConnect the drive it is on.",
        "keeper_offline": "The folder {folder} of the photo to keep is not there.\nConnect the "
        "drive it is on, or keep another photo.",
        "keeper_itself": "It is the photo to keep.\nChoose another photo to keep.",
        "keeper_queued": "The photo to keep, {keeper}, is to be removed too.\nChoose one that "
        "stays.",
        "protected": "It lies in the protected folder {folder}.\nKeep this one and remove the "
        "other, or take the folder out of the protected ones.",
        "decided": "You decided that it and {keeper} are no duplicates, or that both stay.\nTake "
        "that decision back first.",
        "not_reviewed": "It is another picture now than the one that was shown.\nLook at its group "
        "again.",
        "keeper_not_reviewed": "The photo to keep, {keeper}, is another picture now than the one "
        "that was shown.\nLook at the group again.",
        "not_identical": "It is not identical to {keeper}.\nLook at its group again.",
        "vanished": "It is not there any more.\nScan its folder.",
        "keeper_vanished": "The photo to keep, {keeper}, is not there any more.\nScan its folder, "
        "then look at the group again.",
        "changed": "It changed since it was indexed.\nScan its folder, then look at its group "
        "again.",
        "keeper_changed": "The photo to keep, {keeper}, changed since it was indexed.\nScan its "
        "folder, then look at the group again.",
        "not_a_file": "There is a {kind} in its place now.\nScan its folder.",
        "keeper_not_a_file": "There is a {kind} in the place of the photo to keep, {keeper}.\nScan "
        "its folder, then look at the group again.",
        "unreadable": "It cannot be read ({reason}), so nobody can tell what it is now.\nCheck its "
        "drive and your rights.",
        "keeper_unreadable": "The photo to keep, {keeper}, cannot be read ({reason}).\nCheck its "
        "drive and your rights, or keep another photo.",
        "link": "A folder on the way to it is a link now and leads to {target}.\nScan the folder "
        "where the photos lie now.",
        "keeper_link": "A folder on the way to the photo to keep, {keeper}, is a link now and "
        "leads to {target}.\nScan the folder where the photos lie now.",
        "same_file": "It and {keeper} are one file under two names: nothing would be gained, and "
        "the only copy might go.\nKeep both.",
        "closed": "You may not take files out of its folder {folder}.\nGive yourself the right to "
        "change that folder, then clean up again.",
        "in_trash": "It lies in a trash already.\nTake the trash out of the library.",
        "keeper_in_trash": "The photo to keep, {keeper}, lies in a trash.\nKeep another photo.",
        "no_trash": "Its drive has no trash, and no folder for removed photos can be made there "
        "({reason}).\nMake the drive writable, or remove the photo by hand.",
        "trash_refused": "The trash did not take it ({reason}). It is where it was.\nCheck the "
        "drive's free space and your rights.",
        "trash_kept": "The trash took it, but it is still there.\nCheck the drive, then scan its "
        "folder.",
        "trash_lost": "It is gone, and the trash does not say where it put it.\nLook for {name} in "
        "the system's trash.",
        "other_file_moved": "Another file took its place while it was moved; that one lies in the "
        "trash now, as {place}.\nUndo the clean-up to get it back.",
        "keeper_went_too": "The photo to keep, {keeper}, vanished with it. It was put back.\nTake "
        "one of the two folders out of the library: they are the same.",
        "keeper_went_stuck": "It was removed, but something is wrong with the photo to keep "
        "({reason}), and it could not be put back.\nUndo the clean-up.",
        "belongs_to": "It belongs to {lead} and goes only together with that.\nChoose that photo.",
        "same_unit": "It and {keeper} are files of one photo.\nKeep both.",
        "only_here": "{name} belongs to it, and the photo to keep, {keeper}, has no such file.\n"
        "Keep this one instead, or move {name} beside the other first.",
        "only_here_xmp": "{name} belongs to it, and the photo to keep, {keeper}, has no such file."
        "\nTake metadata over when you clean up, which keeps what it says; or keep this one "
        "instead.",
        "says_more": "{name} belongs to it and has edits, faces or the like, which the sidecar of "
        "the photo to keep, {keeper}, has not.\nKeep this one instead.",
        "holds_film": "It holds a film too, and {keeper} is another file.\nKeep this one instead, "
        "or both.",
        "holds_gain_map": "It holds a map of the brightness for HDR screens too, and {keeper} is "
        "another file.\nKeep this one instead, or both.",
        "holds_picture": "It holds a second picture or a map of depths too, and {keeper} is "
        "another file.\nKeep this one instead, or both.",
        "holds_data": "It holds a sound or other data behind its picture, and {keeper} is another "
        "file.\nKeep this one instead, or both.",
        "raw_for_less": "It is a RAW file, and the photo to keep, {keeper}, is none.\nKeep this "
        "one instead, or both.",
        "not_verified": "Its pixels were not compared with those of {keeper} yet.\nScan, then look "
        "at its group again.",
        "not_looked_at": "It was not looked at closely yet whether something moved between it and "
        "{keeper}.\nThat is done in the background after a scan; clean up again then.",
        "unit_refused": "{name}, which belongs to it, cannot be removed ({reason}); all of it is "
        "where it was.\nClean up again once that is mended.",
        "unit_came_back": "The photo that it belongs to could not be removed; it was put back.",
        "unit_stays_away": "{name}, which belongs to it, cannot be put back ({reason}); all of it "
        "is still in the trash.\nMend that, then undo again.",
        "sidecar_changed": "The sidecar {path} was changed by another program since; it is left as "
        "it is.\nTake out by hand what you do not want in it.",
        "sidecar_later": "Clean-up {number} added to the sidecar {path} after this one; what this "
        "one added comes out when that one is undone.",
        "sidecar_linked": "The sidecar {path} has a second name (a hard link), which would be left "
        "with what it says now.\nMake it a file of its own, then try again.",
        "unmergeable": "What only it knows cannot be added to {path} ({reason}).\nMend or move "
        "that file, or clean up without taking metadata over.",
        "sidecar_unread": "Its sidecar {path} cannot be read ({reason}), so nobody can tell what "
        "only it knows.\nMend that file, or clean up without taking metadata over.",
        "unkept": "Another copy of the same photo changed meanwhile, so that {path} was not "
        "written.\nScan, then look at the group again.",
        "sidecar_unwritable": "The sidecar {path} cannot be written ({reason}).\nCheck the drive "
        "and your rights, then try again.",
        "cancelled": "The clean-up was stopped before its turn.\nClean up again.",
        "interrupted": "The program ended before its turn.\nClean up again.",
        "place_taken": "There is a file in its old place already; it is not overwritten.\nMove or "
        "rename {path}, then undo again.",
        "trash_gone": "It is not in the trash any more, where it was {place}.\nConnect its drive "
        "and undo again; if the trash was emptied, it is gone.",
        "trash_unknown": "The system did not say where in the trash it is.\nPut {name} back from "
        "the system's trash.",
        "trash_changed": "What lies in the trash as {place} is another file now; it is left "
        "there.\nLook for {name} in the system's trash.",
        "folder_gone": "The folder {folder} is not there.\nConnect its drive or make the folder, "
        "then undo again.",
        "restore_refused": "It cannot be put back ({reason}); it is still in the trash.\nCheck the "
        "drive and your rights, then undo again.",
        "restore_stopped": "Undoing was stopped before its turn.\nUndo again.",
    }
