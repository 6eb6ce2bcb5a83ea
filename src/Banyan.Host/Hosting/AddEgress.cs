using Banyan.Gateway.Catalog;
using Banyan.Gateway.Upstreams.Fetching;

namespace Banyan.Host.Hosting;

/// <summary>Says which private networks addresses told by callers may reach: a setting of the platform, read from the environment alone.</summary>
internal static class AddEgressExtensions
{
    private const string Variable = "BANYAN_EGRESS_ALLOW_NETWORKS";

    /// <summary>Registers the networks; call it before the gateway is added.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services, LoadedConfig loaded) => services.AddSingleton(Read(loaded));

    /// <summary>What is wrong with the setting; null when nothing is.</summary>
    public static string? EgressProblem(this LoadedConfig loaded)
    {
        try
        {
            Read(loaded);
            return null;
        }
        catch (FormatException wrong)
        {
            return $"error: {Variable}: {wrong.Message}";
        }
    }

    private static EgressOptions Read(LoadedConfig loaded) => EgressOptions.Parse(loaded.Source.Environment.GetValueOrDefault(Variable));
}
