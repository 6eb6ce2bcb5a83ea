using Banyan.Gateway.Catalog;
using Banyan.Gateway.Tools.Settings;
using Banyan.Intents;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;

namespace Banyan.Host.Hosting;

/// <summary>Registers the intent orchestrator with what only the host knows.</summary>
internal static class AddOrchestratorExtensions
{
    public static IServiceCollection AddOrchestrator(this IServiceCollection services, LoadedConfig loaded)
    {
        var secrets = new BackendSecrets(loaded);
        services.AddSingleton<IBackendSecrets>(secrets);
        services.AddSingleton<IToolSecrets>(secrets);
        return services.AddIntents(new IntentHosting(loaded.IntentsFolder, loaded.Source.Underlay is not null, $"{Environment.MachineName}:{Environment.ProcessId}"));
    }
}
