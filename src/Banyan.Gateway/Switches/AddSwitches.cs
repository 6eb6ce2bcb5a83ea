using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Switches;

/// <summary>Registers what operators can stop.</summary>
internal static class AddSwitchesExtensions
{
    /// <summary>Adds the switches and their admission. Storage adds the store.</summary>
    public static IServiceCollection AddSwitches(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfiguredDirect>();
        services.TryAddSingleton<SwitchBoard>();
        services.TryAddSingleton<ISwitches>(provider => provider.GetRequiredService<SwitchBoard>());
        services.TryAddSingleton<IKillSwitches, SwitchDesk>();
        services.AddSingleton<IAdmission, SwitchAdmission>();
        services.AddSingleton<IAlertSource, DirectReadings>();
        services.AddSingleton<ILastGoodPart, KeptSwitchesPart>();
        services.AddHostedService(provider => provider.GetRequiredService<SwitchBoard>());
        return services;
    }
}
