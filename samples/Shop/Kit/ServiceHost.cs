using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Shop.Kit;

/// <summary>What is the same for all services: loopback only, a ledger of requests, faults on demand, a health check.</summary>
public static class ServiceHost
{
    /// <summary>Begins a service; the caller maps its operations.</summary>
    public static WebApplication Create(ServiceOptions options, Store store, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(options.Clock).AddSingleton(options).AddSingleton(_ => store).AddSingleton<Ledger>().AddSingleton<FaultBox>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use((context, next) => app.Services.GetRequiredService<Ledger>().KeepAsync(context, next));
        app.Use((context, next) => app.Services.GetRequiredService<FaultBox>().ApplyAsync(context, next));
        app.MapGet("/health", () => Results.Json(new { status = "ok", service = options.Name }));
        app.MapGet("/_ledger", (Ledger ledger) => ledger.Read());
        app.MapGet("/_faults", (FaultBox box) => box.Current);
        app.MapPost("/_faults", (Fault fault, FaultBox box) => box.Current = fault);
        return app;
    }

    /// <summary>Runs a service until it is told to stop, or its input ends when it was asked to end with it.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServiceOptions>();
        await app.StartAsync();
        Console.WriteLine($"{options.Name} {app.Urls.First()}");
        if (options.EndsWithInput)
        {
            // Ctrl-C reaches the whole demo and is its host's to hear; who ends this one alone says so with SIGTERM.
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var heard = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                told.TrySetResult();
            });
            await Task.WhenAny(told.Task, Task.Run(Console.In.ReadToEnd));
            await app.StopAsync();
        }

        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
    }
}
