import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "patient"

// What is said in a visit, beside what is measured: questionnaires and notes. Arguments: patient (id), visit (its id,
// empty for one of today that begins once something is kept), when.
FocusScope {
    id: page

    // the way back may lead to a visit of somebody who was looked at before
    readonly property bool ofPatient: app.navigation.arguments.patient === app.patient.id

    Component.onCompleted: app.visit.look_at(app.navigation.arguments.patient ?? "", app.navigation.arguments.visit ?? "")

    ScrollPane {
        id: scroll
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pad
        ColumnLayout {
            id: column
            x: Math.max(Theme.pad, (scroll.width - width) / 2)
            y: Theme.pad
            width: Math.min(scroll.width - 2 * Theme.pad, 1000 * Theme.scale)
            spacing: Theme.pad
            PatientBar {
                Layout.fillWidth: true
                page: "Visit"
            }
            AppText {
                objectName: "otherPatient"
                Layout.fillWidth: true
                visible: !page.ofPatient
                text: qsTr("This visit is another patient's: open it from their page.")
                color: Theme.muted
            }
            AppText {
                objectName: "visitTitle"
                Layout.fillWidth: true
                visible: page.ofPatient
                text: app.navigation.arguments.when || qsTr("Today, before the exam")
                font.pixelSize: Theme.large
                font.weight: Font.DemiBold
            }
            QuestionnairesCard {
                visible: page.ofPatient
                Layout.fillWidth: true
                focus: true
            }
            NotesCard {
                visible: page.ofPatient
                Layout.fillWidth: true
            }
        }
    }
}
