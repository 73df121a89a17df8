import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Above the screens of a patient: who it is, the screens, and a new exam.
ColumnLayout {
    id: bar

    property string page: ""

    spacing: Theme.gap
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.pad
        AppText {
            objectName: "patientTitle"
            Layout.fillWidth: true
            text: app.patient.name
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
        }
        AppBusy {
            Layout.preferredWidth: 80
            running: app.patient.state === "busy"
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            model: [
                {
                    "page": "Patient",
                    "text": qsTr("Visits"),
                    "action": "patient.visits"
                },
                {
                    "page": "Compare",
                    "text": qsTr("Compare"),
                    "action": "patient.compare"
                },
                {
                    "page": "Report",
                    "text": qsTr("Report"),
                    "action": "patient.report"
                }
            ]
            AppButton {
                id: tab
                required property var modelData
                objectName: "tab" + modelData.page
                text: modelData.text
                does: modelData.action
                checked: bar.page === modelData.page
                font.weight: checked ? Font.DemiBold : Font.Normal
                enabled: modelData.page !== "Report" || app.record.mayExamine
                Accessible.checkable: true
                Accessible.checked: checked
                onClicked: app.navigation.show(modelData.page)
                AppShortcut {
                    action: tab.modelData.action
                    enabled: tab.enabled
                    onActivated: app.navigation.show(tab.modelData.page)
                }
            }
        }
        AppButton {
            objectName: "newExam"
            kind: bar.page === "Patient" ? "primary" : "plain"
            text: qsTr("New exam")
            does: "patient.exam"
            enabled: app.record.mayExamine
            focus: bar.page === "Patient"
            onClicked: app.examine(app.patient.id, app.patient.name)
        }
    }
    AppShortcut {
        action: "patient.exam"
        enabled: app.record.mayExamine
        onActivated: app.examine(app.patient.id, app.patient.name)
    }
}
