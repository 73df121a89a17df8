import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What a person may change, what was changed, and taking it back.
ColumnLayout {
    id: panel

    property var timeline
    readonly property var corrections: app.review.corrections
    readonly property var reading: app.review.reading
    readonly property int selected: app.review.selected
    readonly property bool timed: app.review.measurements.find(one => one.number === selected)?.time.kind !== "start not seen"
    readonly property bool here: (reading.measurement ?? 0) > 0 && reading.startSeen && reading.open && !reading.excluded

    function move() {
        if (!here)
            return;
        why.measurement = reading.measurement;
        why.frame = reading.frame;
        why.ask("move");
    }
    function judge(action) {
        if (selected <= 0 || (action === "accept" && !timed))
            return;
        why.measurement = selected;
        why.ask(action);
    }
    function exclude() {
        const marked = timeline.spanMarked;
        why.first = marked ? timeline.spanFirst : app.review.player.frame;
        why.last = marked ? timeline.spanLast : app.review.player.frame;
        why.ask("exclude");
    }

    spacing: Theme.gap
    GridLayout {
        Layout.fillWidth: true
        columns: width > 330 * Theme.scale ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        AppButton {
            objectName: "moveBreakup"
            Layout.fillWidth: true
            text: qsTr("Break-up here")
            hint: qsTr("Moves the break-up of this measurement to the frame that is shown.")
            does: "review.move"
            enabled: panel.here
            onClicked: panel.move()
        }
        AppButton {
            objectName: "excludeSpan"
            Layout.fillWidth: true
            text: panel.timeline.spanMarked ? qsTr("Exclude span") : qsTr("Exclude frame")
            hint: qsTr("Mark a span in the timeline first: drag with Shift, or by its keys.")
            does: "review.exclude"
            onClicked: panel.exclude()
        }
        AppButton {
            objectName: "acceptMeasurement"
            Layout.fillWidth: true
            text: qsTr("Accept")
            hint: qsTr("The chosen measurement counts, whatever its quality.")
            does: "review.accept"
            enabled: panel.selected > 0 && panel.timed
            onClicked: panel.judge("accept")
        }
        AppButton {
            objectName: "rejectMeasurement"
            Layout.fillWidth: true
            text: qsTr("Reject")
            hint: qsTr("The chosen measurement stays on record and does not count.")
            does: "review.reject"
            enabled: panel.selected > 0
            onClicked: panel.judge("reject")
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap
        AppButton {
            objectName: "undo"
            Layout.fillWidth: true
            kind: "quiet"
            text: qsTr("Undo")
            does: "review.undo"
            enabled: panel.corrections.undoes.change !== undefined
            onClicked: panel.corrections.undo()
        }
        AppButton {
            objectName: "redo"
            Layout.fillWidth: true
            kind: "quiet"
            text: qsTr("Redo")
            does: "review.redo"
            enabled: panel.corrections.redoes.change !== undefined
            onClicked: panel.corrections.redo()
        }
        AppButton {
            objectName: "listCorrections"
            kind: "quiet"
            text: qsTr("All (%1)").arg(panel.corrections.done.length)
            enabled: panel.corrections.done.length > 0
            onClicked: all.open()
        }
    }
    AppText {
        objectName: "nextUndo"
        Layout.fillWidth: true
        visible: text !== ""
        color: Theme.muted
        font.pixelSize: Theme.small
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        text: {
            const back = panel.corrections.undoes, again = panel.corrections.redoes;
            if (back.change !== undefined)
                return qsTr("Undo: %1").arg(ReviewWords.correction(back));
            return again.change !== undefined ? qsTr("Redo: %1").arg(ReviewWords.correction(again)) : "";
        }
    }

    WhyDialog {
        id: why
        onAgreed: reason => {
            let done = false;
            if (what === "move")
                done = panel.corrections.move_breakup(measurement, frame, reason);
            else if (what === "exclude")
                done = panel.corrections.exclude(first, last, label, reason);
            else
                done = panel.corrections.judge(measurement, what === "accept", reason);
            close();
            if (done && what === "exclude")
                panel.timeline.unmark();
        }
    }
    AppDialog {
        id: all
        objectName: "allCorrections"
        title: qsTr("Corrections")
        buttons: AppButton {
            text: qsTr("Close")
            kind: "primary"
            focus: true
            onClicked: all.close()
        }
        Repeater {
            model: panel.corrections.done
            ColumnLayout {
                required property var modelData
                Layout.fillWidth: true
                spacing: 0
                AppText {
                    Layout.fillWidth: true
                    text: ReviewWords.correction(parent.modelData)
                }
                AppText {
                    Layout.fillWidth: true
                    color: Theme.muted
                    font.pixelSize: Theme.small
                    text: [parent.modelData.who, Words.said(parent.modelData.why)].filter(part => part).join(": ")
                }
            }
        }
    }
}
