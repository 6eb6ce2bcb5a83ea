using Banyan.Gateway;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Host.Auth;
using Banyan.Host.Composing;
using Banyan.Host.Demo;
using Banyan.Host.Doors;
using Banyan.Host.Doors.Intents;
using Banyan.Host.Doors.Mcp;
using Banyan.Host.Doors.Responses;
using Banyan.Host.Graph;
using Banyan.Host.Health;
using Banyan.Host.Hosting;
using Banyan.Host.Telemetry;
using Banyan.Host.Telemetry.Tracing;
using Banyan.Storage;

// 1 what was asked for: help, a check, keys, or to serve.
var words = HostArguments.Parse(args);
if (words.Problem is not null || words.WantsHelp)
{
    return HostHelp.Print(words.Problem);
}

Globalization.Prepare();
SocketCompletions.Prepare();
return words.IsDemo
    ? await DemoRun.RunAsync(Load, loaded => ObeyAsync(words, loaded), hasUsualPorts: !words.Values.ContainsKey("--demo-ports"))
    : await ObeyAsync(words, Load(underlay: null));

LoadedConfig Load(ConfigUnderlay? underlay) => ConfigLoader.Load(new ConfigSource(words.ConfigPath, ProcessEnvironment.Read(), TimeProvider.System, underlay));

/// <summary>The program: words in, an exit code out.</summary>
internal static partial class Program
{
    /// <summary>Does what was asked for with a configuration, or says what is wrong with it.</summary>
    private static async Task<int> ObeyAsync(HostArguments words, LoadedConfig loaded)
    {
        if (words.Command != HostCommand.Check && loaded.HasErrors)
        {
            return CheckCommand.Refuse(loaded);
        }

        if (loaded.EgressProblem() is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }

        return words.Command switch
        {
            HostCommand.Check => await CheckCommand.RunAsync(loaded, words, () => Compose(loaded)),
            HostCommand.Keys => await KeysCommand.RunAsync(Compose(loaded), words, CancellationToken.None),
            HostCommand.Serve => await Serving.RunAsync(() => Build(loaded), loaded),
        };
    }

    /// <summary>Puts the service together without starting it. The doors take hold of what they need: the data folder's spool is owned from here on.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="replace">Replaces parts, for tests: a clock, a store.</param>
    /// <exception cref="DataFolderTakenException">Another process serves from the data folder.</exception>
    internal static WebApplication Build(LoadedConfig loaded, Action<IServiceCollection>? replace = null)
    {
        // 3 doors.
        var app = Compose(loaded, replace);
        app.UseServerSpans();
        app.UseWebSockets();
        app.MapWireDoors();
        ModelsDoor.Map(app);
        StoredResponseDoor.Map(app);
        app.MapIntentDoors();
        McpDoor.Map(app);
        GraphDoor.Map(app);
        KeySetDoor.Map(app);
        app.MapBanyanHealth();
        MetricsDoor.Map(app);
        OpenApiDoor.Map(app);
        app.MapFallback("{**path}", NotFoundDoor.AnswerAsync);
        return app;
    }

    /// <summary>The parts without doors: nothing is opened before it is asked for, so that commands run beside a service on the same data.</summary>
    private static WebApplication Compose(LoadedConfig loaded, Action<IServiceCollection>? replace = null)
    {
        // 2 services. Hosted parts start in this order: stores before what reads them.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        replace?.Invoke(builder.Services);
        builder.AddServer(loaded.Settings);
        builder.Services.AddStorage(StorageSettings.Of(loaded.Settings));
        builder.Services.AddCatalog(loaded);
        builder.Services.AddConfigEditing();
        builder.Services.AddEgress(loaded);
        builder.Services.AddGateway();
        builder.Services.AddOrchestrator(loaded);
        builder.Services.AddAuth();
        builder.Services.AddComposing();
        builder.Services.AddDoors(loaded.Settings);
        builder.Services.AddIntentDoors();
        builder.Services.AddGraph();
        builder.Services.AddBanyanHealth(loaded.Settings.Drain);
        builder.Services.AddTelemetry(loaded.Settings);
        return builder.Build();
    }
}
