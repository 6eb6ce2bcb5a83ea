using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;

namespace Banyan.Intents.Settings;

/// <summary>Puts the settings of the configuration in force before anything that reads them starts.</summary>
internal sealed class SettingsStart(ICatalog catalog, LiveIntentSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        settings.Applied(catalog.Current);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
