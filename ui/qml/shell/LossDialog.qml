import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Asks once before something is cut short or lost. loss: "exam", "corrections", "text" or "backup".
AppDialog {
    id: dialog

    property string loss: ""
    // the window is being closed, rather than the record locked or another exam begun
    property bool closes: false
    signal agreed
    signal stayed

    function ask(what, closing) {
        loss = what;
        closes = closing;
        open();
    }

    objectName: "lossDialog"
    // above the lock as well, from which somebody else may want in
    z: 2000
    title: {
        switch (loss) {
        case "exam":
            return closes ? qsTr("Close in the middle of an exam?") : qsTr("End the exam in the middle of a measurement?");
        case "corrections":
            return closes ? qsTr("Close without saving the corrections?") : qsTr("Go on without saving the corrections?");
        case "text":
            return closes ? qsTr("Close without keeping what was written?") : qsTr("Go on without keeping what was written?");
        case "backup":
            return qsTr("Give up the backup?");
        default:
            return "";
        }
    }
    onClosed: stayed()
    buttons: [
        AppButton {
            objectName: "goOn"
            text: dialog.loss === "exam" ? qsTr("Go on with the exam") : dialog.loss === "backup" ? qsTr("Go on with the backup") : dialog.loss === "text" ? qsTr("Go on writing") : qsTr("Go on with the review")
            kind: "primary"
            focus: true
            onClicked: dialog.close()
        },
        AppButton {
            objectName: "closeAnyway"
            text: dialog.loss === "exam" ? (dialog.closes ? qsTr("Save what there is, and close") : qsTr("End the exam")) : dialog.loss === "backup" ? qsTr("Give it up") : dialog.closes ? (dialog.loss === "text" ? qsTr("Close without keeping it") : qsTr("Close without saving")) : dialog.loss === "text" ? qsTr("Without keeping it") : qsTr("Without saving")
            kind: "danger"
            onClicked: {
                dialog.agreed();
                dialog.close();
            }
        }
    ]
    AppText {
        Layout.fillWidth: true
        text: ({
                "exam": qsTr("What has been measured is kept; the measurement that is running ends here."),
                "corrections": qsTr("What was corrected in the review since it was last saved would be lost."),
                "text": qsTr("A form is open in which something was filled in."),
                "backup": qsTr("It is not finished, and nothing of it would be kept.")
            })[dialog.loss] ?? ""
    }
}
