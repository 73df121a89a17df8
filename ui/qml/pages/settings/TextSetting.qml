import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A text of the settings file, kept when the field is left.
Labelled {
    id: setting

    required property string section
    required property string name
    readonly property string held: app.settings[section][name] ?? ""
    readonly property string usual: app.settings.usual[name] ?? ""

    function keep() {
        const wanted = field.text.trim();
        if (wanted !== "" && wanted !== held)
            app.settings.set(section, name, wanted);
        field.text = Qt.binding(() => setting.held);
    }

    note: usual !== "" && usual !== held ? qsTr("Usually %1").arg(usual) : ""
    AppField {
        id: field
        objectName: setting.name
        Layout.fillWidth: true
        label: setting.label
        text: setting.held
        maximumLength: 200
        onEditingFinished: setting.keep()
    }
}
