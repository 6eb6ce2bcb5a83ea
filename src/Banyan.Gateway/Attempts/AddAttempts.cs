using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Attempts;

/// <summary>Registers the retry loop and what it learns.</summary>
internal static class AddAttemptsExtensions
{
    public static IServiceCollection AddAttempts(this IServiceCollection services)
    {
        services.TryAddSingleton<CandidateHealth>();
        services.TryAddSingleton<ICandidateHealth>(provider => provider.GetRequiredService<CandidateHealth>());
        services.TryAddSingleton<KeyHealth>();
        services.TryAddSingleton<IKeyHealth>(provider => provider.GetRequiredService<KeyHealth>());
        services.AddSingleton<IAlertSource, CircuitReadings>();
        services.AddSingleton<IAlertSource, CredentialReadings>();
        services.TryAddSingleton<RetryBudget>();
        services.TryAddSingleton<AttemptWatch>();
        services.TryAddSingleton<AttemptRunner>();
        services.TryAddSingleton<AttemptEntry>();
        services.TryAddSingleton<HedgeBudget>();
        services.TryAddSingleton<HedgeRace>();
        services.TryAddSingleton<AttemptStep>();
        return services;
    }
}
