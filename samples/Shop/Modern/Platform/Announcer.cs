using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Kit;

namespace Shop.Modern.Platform;

/// <summary>Tells the directory where this service is, as soon as it listens and then every five seconds; takes the entry back at the end.</summary>
internal sealed class Announcer(string name, IServiceProvider provider) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ServiceOptions _options = provider.GetRequiredService<ServiceOptions>();
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the directory has been told once, or was found to be away.</summary>
    public Task Announced => _announced.Task;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SendAsync(HttpMethod.Delete, $"/_directory/{name}", null, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, _options.Clock);
        do
        {
            var url = provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            await SendAsync(HttpMethod.Put, "/_directory", new Entry(name, url), stoppingToken);
            _announced.TrySetResult();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A directory that is away is no reason to fail: the next announcement may reach it.</summary>
    private async Task SendAsync(HttpMethod method, string path, Entry? entry, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(method, new Uri(_options.Directory, path)) { Content = entry is null ? null : JsonContent.Create(entry) };
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = TimeSpan.FromSeconds(2);
        try
        {
            using var answer = await client.SendAsync(message, cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            // Told again in five seconds, unless this service is ending anyway.
        }
    }
}
