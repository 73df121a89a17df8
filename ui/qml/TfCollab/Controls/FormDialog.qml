import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme

// A small form that is kept by a view-model (form: working, trouble, kept). It stays open until it is kept, and says in
// itself why it was not; what was written is given up only after it was asked for once.
AppDialog {
    id: dialog

    property var form: null
    // what was written would be lost
    property bool dirty: false
    property bool complete: true
    property string saveText: qsTr("Save")
    property string saveKind: "primary"
    property string saveName: "keepForm"
    // beside the buttons
    property string told: ""
    property bool asking: false
    readonly property alias saveButton: keep
    signal save

    function begin() {
        asking = false;
        form.begin();
        open();
    }
    function agree() {
        if (complete && !form.working)
            save();
    }
    function leave() {
        if (form.working)
            return;
        if (asking)
            asking = false;
        else if (dirty)
            asking = true;
        else
            close();
    }
    onDirtyChanged: if (opened)
        form.hold(dirty)
    onOpened: form.hold(dirty)
    onClosed: form.hold(false)
    onAskingChanged: toTop()
    closePolicy: Popup.NoAutoClose
    onEscaped: leave()
    Connections {
        target: dialog.form
        function onKept() {
            dialog.close();
        }
        function onChanged() {
            if (dialog.form.trouble !== "")
                dialog.toTop();
        }
    }
    buttons: [
        AppButton {
            id: keep
            objectName: dialog.saveName
            kind: dialog.saveKind
            enabled: dialog.complete && !dialog.form.working
            text: dialog.form.working ? qsTr("One moment …") : dialog.saveText
            onClicked: dialog.agree()
        },
        AppButton {
            objectName: "leaveForm"
            enabled: !dialog.form.working
            text: dialog.asking ? qsTr("Go on writing") : qsTr("Cancel")
            onClicked: dialog.leave()
        },
        AppButton {
            objectName: "discardForm"
            visible: dialog.asking
            kind: "danger"
            text: qsTr("Discard")
            onClicked: dialog.close()
        },
        AppText {
            objectName: "formTold"
            visible: text !== ""
            height: Math.max(Theme.target, implicitHeight)
            width: Math.min(implicitWidth, dialog.availableWidth)
            verticalAlignment: Text.AlignVCenter
            rightPadding: Theme.gap
            text: dialog.told
            font.weight: Font.DemiBold
        }
    ]
    Banner {
        objectName: "formTrouble"
        Layout.fillWidth: true
        kind: "error"
        text: dialog.form ? Words.said(dialog.form.trouble) : ""
    }
    Banner {
        objectName: "formLoss"
        Layout.fillWidth: true
        kind: "warning"
        text: dialog.asking ? qsTr("What is written here is not saved yet, and would be lost.") : ""
    }
}
