pragma Singleton
import QtQuick
import TfCollab.Theme

// Words for what the review's models speak in.
QtObject {
    function seconds(value) {
        return qsTr("%1 s").arg(value.toFixed(1));
    }

    // a first break-up time; what a person set always says so
    function time(found) {
        const text = Words.breakupTime(found);
        return found && found.byHand ? qsTr("%1 (by hand)").arg(text) : text;
    }

    function interval(measurement) {
        const from = measurement.earliest, to = measurement.latest;
        if (!from || !to || !measurement.time || from.kind !== "measured")
            return "";
        const earliest = (Math.floor((from.seconds + 0.002) * 10) / 10).toFixed(1);
        if (measurement.time.kind === "censored")
            return qsTr("possibly from %1 s").arg(earliest);
        if (to.kind !== "measured")
            return qsTr("%1 to %2").arg(earliest).arg(Words.breakupTime(to));
        return qsTr("%1 to %2 s").arg(earliest).arg((Math.ceil((to.seconds - 0.002) * 10) / 10).toFixed(1));
    }

    function median(repeats) {
        if (repeats.medianS === null || repeats.medianS === undefined)
            return qsTr("no time");
        const kind = repeats.isBound ? "censored" : "measured";
        return Words.breakupTime({
            "kind": kind,
            "seconds": repeats.medianS
        });
    }

    function label(code) {
        return ({
                "lash": qsTr("Lash"),
                "gaze": qsTr("Gaze"),
                "blink": qsTr("Blink"),
                "debris": qsTr("Debris")
            })[code] ?? "";
    }

    function side(code) {
        return ({
                "superior": qsTr("superior"),
                "inferior": qsTr("inferior"),
                "nasal": qsTr("nasal"),
                "temporal": qsTr("temporal"),
                "image left": qsTr("image left"),
                "image right": qsTr("image right")
            })[code] ?? "";
    }

    // what a correction does, as undo and redo name it
    function correction(made) {
        switch (made.change) {
        case "move":
            return qsTr("move break-up of measurement %1 to frame %2").arg(made.measurement).arg(made.frame);
        case "accepted":
            return qsTr("accept measurement %1").arg(made.measurement);
        case "rejected":
            return qsTr("reject measurement %1").arg(made.measurement);
        case "exclude":
            return qsTr("exclude frames %1 to %2 (%3)").arg(made.firstFrame).arg(made.lastFrame).arg(label(made.label));
        }
        return "";
    }

    function decision(code) {
        return ({
                "accepted": qsTr("Accepted"),
                "rejected": qsTr("Rejected")
            })[code] ?? "";
    }

    function cell(found) {
        if (found.kind === "broken")
            return qsTr("broke at %1").arg(seconds(found.seconds));
        return found.kind === "stable" ? qsTr("seen, did not break") : found.kind === "not seen" ? qsTr("not seen") : "";
    }

    // a reason of the quality verdict, which the rules give in English
    function reason(sentence) {
        const forms = [[/^(\S+) of the frames are blurred \(limit (\S+)\)$/, qsTr("%1 of the frames are blurred (limit %2)")], [/^(\S+) of the frames are blurred or excluded \(limit (\S+)\)$/, qsTr("%1 of the frames are blurred or excluded (limit %2)")], [/^rings not found$/, qsTr("rings not found")], [/^rings off centre by (\S+) half widths \(limit (\S+)\)$/, qsTr("rings off centre by %1 half widths (limit %2)")], [/^only (\S+) of the ring area is visible \(limit (\S+)\)$/, qsTr("only %1 of the ring area is visible (limit %2)")], [/^(\S+) of the frames are missing \(limit (\S+)\)$/, qsTr("%1 of the frames are missing (limit %2)")], [/^(\S+) s of the recording are missing$/, qsTr("%1 s of the recording are missing")], [/^no sharp frame in the (\S+) s before the first break-up$/, qsTr("no sharp frame in the %1 s before the first break-up")], [/^first break-up by the nets (.+), by the rings' regularity (.+)$/, qsTr("first break-up by the nets %1, by the rings' regularity %2")]];
        for (const [form, words] of forms) {
            const found = sentence.match(form);
            if (found)
                return found.slice(1).reduce((text, part) => text.arg(part), words);
        }
        return sentence;
    }
}
