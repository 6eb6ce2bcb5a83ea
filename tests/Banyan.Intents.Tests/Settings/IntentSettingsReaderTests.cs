using System.Text.Json;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Settings;

public sealed class IntentSettingsReaderTests
{
    [Fact]
    public void An_absent_section_gives_the_defaults()
    {
        var settings = IntentSettingsReader.Read(null, "/etc/banyan", isDemo: false);

        settings.Planner.ShouldBe("auto");
        settings.Limits.ModelCalls.ShouldBe(4);
        settings.Memory.Messages.ShouldBe(40);
        settings.ConfirmExpires.ShouldBe(TimeSpan.FromMinutes(10));
        settings.Backends.ShouldBeEmpty();
    }

    [Fact]
    public void What_stands_there_is_read()
    {
        const string section =
            """{"planner":"lexical","backends":[{"name":"monolith","baseUrl":"http://127.0.0.1:8091","generation":"legacy","trust":"full","overlay":"legacy.yaml","auth":{"kind":"service","keyRef":"env:K"}}],"stages":{"users.get":{"stage":"canary","percent":25}},"limits":{"wall":12,"usd":0.2},"demote":{"window":60},"approved":{"a.b":"ff"},"users":[{"email":"Ada@Shop.example","id":"c1"}],"userScopes":["orders:read"]}""";

        var settings = IntentSettingsReader.Read(JsonDocument.Parse(section).RootElement, "/etc/banyan", isDemo: true);

        settings.IsDemo.ShouldBeTrue();
        settings.Backends[0].Backend.IsTrusted.ShouldBeTrue();
        settings.Backends[0].Backend.Generation.ShouldBe(Generation.Legacy);
        settings.Backends[0].Overlay.ShouldBe("/etc/banyan/legacy.yaml");
        settings.Backends[0].Backend.Auth.ShouldBe(new BackendAuth("service", "env:K"));
        settings.Stages["users.get"].ShouldBe(new StageSetting(Stage.Canary, 25));
        settings.Limits.Wall.ShouldBe(TimeSpan.FromSeconds(12));
        settings.Limits.Usd.ShouldBe(0.2m);
        settings.Demote.Window.ShouldBe(TimeSpan.FromMinutes(1));
        settings.Approved["a.b"].ShouldBe("ff");
        settings.Users[0].Email.ShouldBe("ada@shop.example");
        settings.Users[0].Scopes.ShouldBe(["orders:read"]);
    }
}
