using Banyan.Gateway;
using Banyan.Gateway.Catalog;
using Banyan.Host.Doors;
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
var loaded = ConfigLoader.Load(words.ConfigPath, ProcessEnvironment.Read(), TimeProvider.System);
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
    HostCommand.Check => CheckCommand.Run(loaded, words),
    HostCommand.Keys => await KeysCommand.RunAsync(Build(loaded), words, CancellationToken.None),
    HostCommand.Serve => await Serving.RunAsync(Build(loaded), loaded),
};

/// <summary>The program: words in, an exit code out.</summary>
internal static partial class Program
{
    /// <summary>Puts the service together without starting it.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="replace">Replaces parts, for tests: a clock, a store.</param>
    internal static WebApplication Build(LoadedConfig loaded, Action<IServiceCollection>? replace = null)
    {
        // 2 services. Hosted parts start in this order: stores before what reads them.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        replace?.Invoke(builder.Services);
        builder.AddServer(loaded.Settings);
        builder.Services.AddStorage(StorageSettings.Of(loaded.Settings));
        builder.Services.AddCatalog(loaded);
        builder.Services.AddEgress(loaded);
        builder.Services.AddGateway();
        builder.Services.AddDoors();
        builder.Services.AddBanyanHealth(loaded.Settings.Drain);
        builder.Services.AddTelemetry(loaded.Settings);
        builder.Services.AddOpenApi("v1");

        // 3 doors.
        var app = builder.Build();
        app.UseServerSpans();
        app.MapWireDoors();
        ModelsDoor.Map(app);
        app.MapBanyanHealth();
        MetricsDoor.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapFallback("{**path}", NotFoundDoor.AnswerAsync);
        return app;
    }
}
