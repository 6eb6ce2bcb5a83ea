namespace Banyan.Host.Health;

/// <summary>Registers what readiness knows.</summary>
internal static class AddHealthExtensions
{
    /// <summary>Adds draining: for how long running answers may go on after SIGTERM.</summary>
    public static IServiceCollection AddBanyanHealth(this IServiceCollection services, TimeSpan drain) =>
        services.AddSingleton(new DrainTime(drain)).AddSingleton<Drain>().AddHostedService(static provider => provider.GetRequiredService<Drain>());
}
