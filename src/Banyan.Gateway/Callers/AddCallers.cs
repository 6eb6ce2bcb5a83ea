using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Callers;

/// <summary>Registers keys and grants.</summary>
internal static class AddCallersExtensions
{
    /// <summary>Adds the key ring with its refresh, administration of keys, and the admitting step. Storage adds the store and the secret files.</summary>
    public static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => Pepper.Load(provider.GetRequiredService<ISecretFile>()));
        services.TryAddSingleton<DoorLatch>();
        services.TryAddSingleton(provider => new KeyRing(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<Pepper>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IChangeNotices>(),
            provider.GetRequiredService<DoorLatch>()));
        services.TryAddSingleton(provider => new KeyAdmin(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<Pepper>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<Pepper>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IServiceTeams, ServiceTeams>();
        services.TryAddSingleton(provider => new ServiceDesk(
            provider.GetRequiredService<IServiceStore>(),
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new BootstrapKey(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<Pepper>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new TokenCheck(provider.GetRequiredService<IKeySetSource>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new Identities(
            provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<TokenCheck>(), provider.GetRequiredService<ICatalog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAlertSource, ExpiryReadings>();
        services.AddSingleton<ILastGoodPart, KeptKeysPart>();
        services.AddHostedService<KeyRefresh>();
        services.TryAddSingleton<AdmitStep>();
        return services;
    }
}
