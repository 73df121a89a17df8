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
    property string label: "lash"
    readonly property bool excludes: what === "exclude"
    readonly property var usual: ({
            "move": [qsTr("begins earlier"), qsTr("begins later"), qsTr("was not found"), qsTr("a false one was found")],
            "accept": [qsTr("looked at, and right"), qsTr("good enough for this question")],
            "reject": [qsTr("eye moved"), qsTr("lid or lashes in the way"), qsTr("out of focus"), qsTr("reflex tears")]
        })
    readonly property bool complete: excludes || why.text.trim() !== ""
    signal agreed(string why)

    function ask(action) {
        what = action;
        why.text = "";
        open();
        (excludes ? labels : why).forceActiveFocus();
    }
    function agree() {
        if (!complete)
            return;
        agreed(why.text.trim() || ReviewWords.label(label));
    }

    objectName: "whyDialog"
    title: what === "move" ? qsTr("Move the break-up of measurement %1 to frame %2").arg(measurement).arg(frame + 1) : what === "accept" ? qsTr("Accept measurement %1").arg(measurement) : what === "reject" ? qsTr("Reject measurement %1").arg(measurement) : qsTr("Exclude frames %1 to %2").arg(Math.min(first, last) + 1).arg(Math.max(first, last) + 1)
    buttons: [
        AppButton {
            objectName: "whyAgree"
            kind: "primary"
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
    Segments {
        id: labels
        objectName: "spanLabel"
        visible: dialog.excludes
        label: qsTr("What covers the tear film")
        value: dialog.label
        options: ["lash", "gaze", "blink", "debris"].map(code => ({
                    "text": ReviewWords.label(code),
                    "value": code
                }))
        onChosen: value => dialog.label = value
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
        visible: !dialog.excludes
        spacing: Theme.gap
        Repeater {
            model: dialog.usual[dialog.what] ?? []
            AppButton {
                required property string modelData
                required property int index
                objectName: "usual" + index
                text: modelData
                onClicked: {
                    why.text = modelData;
                    dialog.agree();
                }
            }
        }
    }
}
