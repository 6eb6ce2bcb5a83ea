using System.Runtime.InteropServices;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.Host.Health;
using Banyan.Intents;
using Banyan.Storage;
using Banyan.Storage.Sql;

namespace Banyan.Host.Hosting;

/// <summary>From built to stopped: prepare the stores, put the first key in force, say where to go, serve, drain.</summary>
internal static class Serving
{
    private const string AdminKeyVariable = "BANYAN_ADMIN_KEY";

    // Past the first answers, before there is much to go through.
    private static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the process is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, LoadedConfig loaded)
    {
        var given = Environment.GetEnvironmentVariable(AdminKeyVariable) is { Length: > 0 } key ? key : null;
        if (given is not null && BootstrapKey.Problem(given, !loaded.Settings.Listen.IsLoopback) is { } problem)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }

        WebApplication app;
        try
        {
            app = build();
        }
        catch (DataFolderTakenException taken)
        {
            Console.Error.WriteLine(taken.Message);
            return 1;
        }

        return await ServeAsync(app, loaded, given);
    }

    private static async Task<int> ServeAsync(WebApplication app, LoadedConfig loaded, string? given)
    {
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Reload(context, app));
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Drain>().Begin);
        try
        {
            await app.StartAsync();
        }
        catch (SchemaException misfit)
        {
            Console.Error.WriteLine(misfit.Message);
            return 1;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to end while it was starting.
            await app.StopAsync();
            return 0;
        }

        await GreetAsync(app, loaded, given);
        await SettleAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Puts the first key in force as soon as the store can be reached; until then the service is up, but not ready.</summary>
    private static async Task GreetAsync(WebApplication app, LoadedConfig loaded, string? given)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1), app.Services.GetRequiredService<TimeProvider>());
        var stopping = app.Lifetime.ApplicationStopping;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Greeting.Print(app, loaded, await app.Services.GetRequiredService<BootstrapKey>().EnsureAsync(given, stopping));
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StoreAwayException)
            {
                await tick.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Gives back what only starting needed: two thirds of the memory allocated by then, and no collection would come for it before the first asks by the thousand.</summary>
    private static async Task SettleAsync(WebApplication app)
    {
        await Task.Delay(SettleAfter, app.Services.GetRequiredService<TimeProvider>(), app.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static void Reload(PosixSignalContext context, WebApplication app)
    {
        context.Cancel = true;
        _ = app.Services.GetRequiredService<CatalogStore>().ReloadAsync(app.Lifetime.ApplicationStopping);
        app.Services.GetRequiredService<IntentViews>().Rediscover();
    }
}
