import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Asks why something is corrected; the usual reasons are one press away.
AppDialog {
    id: dialog

    // "move", "accept", "reject" or "exclude"
    property string what: ""
    property int measurement: 0
    property int frame: 0
    property int first: -1
    property int last: -1
    property string label: ""
    readonly property bool excludes: what === "exclude"
    readonly property var labels: ["lash", "gaze", "blink", "debris"]
    readonly property var usual: ({
            "move": [qsTr("begins earlier"), qsTr("begins later"), qsTr("was not found"), qsTr("a false one was found")],
            "accept": [qsTr("looked at, and right"), qsTr("good enough for this question")],
            "reject": [qsTr("eye moved"), qsTr("lid or lashes in the way"), qsTr("out of focus"), qsTr("reflex tears")]
        })
    readonly property bool complete: excludes ? label !== "" : why.text.trim() !== ""
    signal agreed(string why)

    function ask(action) {
        what = action;
        why.text = "";
        label = "";
        open();
        (excludes ? usualOnes.itemAt(0) : why).forceActiveFocus(Qt.TabFocusReason);
    }
    function agree() {
        if (!complete)
            return;
        agreed(why.text.trim() || ReviewWords.label(label));
    }

    objectName: "whyDialog"
    title: what === "move" ? qsTr("Move the break-up of measurement %1 to frame %2").arg(measurement).arg(frame) : what === "accept" ? qsTr("Accept measurement %1").arg(measurement) : what === "reject" ? qsTr("Reject measurement %1").arg(measurement) : qsTr("Exclude frames %1 to %2").arg(Math.min(first, last)).arg(Math.max(first, last))
    buttons: [
        AppButton {
            objectName: "whyAgree"
            kind: "primary"
            visible: !dialog.excludes
            enabled: dialog.complete
            text: dialog.what === "reject" ? qsTr("Reject") : dialog.what === "accept" ? qsTr("Accept") : dialog.what === "move" ? qsTr("Move") : qsTr("Exclude")
            onClicked: dialog.agree()
        },
        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
    ]
    AppText {
        Layout.fillWidth: true
        visible: dialog.excludes
        color: Theme.muted
        text: qsTr("Excluded frames neither confirm a break-up nor cancel one. What covers the tear film in them?")
    }
    Labelled {
        Layout.fillWidth: true
        label: dialog.excludes ? qsTr("Note (may be left empty)") : qsTr("Why")
        AppField {
            id: why
            objectName: "why"
            Layout.fillWidth: true
            label: qsTr("Why")
            maximumLength: 300
            onAccepted: dialog.agree()
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            id: usualOnes
            model: dialog.excludes ? dialog.labels.map(ReviewWords.label) : dialog.usual[dialog.what] ?? []
            AppButton {
                required property string modelData
                required property int index
                objectName: "usual" + index
                text: modelData
                onClicked: {
                    if (dialog.excludes)
                        dialog.label = dialog.labels[index];
                    else
                        why.text = modelData;
                    dialog.agree();
                }
            }
        }
    }
}
