using Banyan.Intents.Checking.Guards;
using Banyan.Intents.Checking.Output;
using Banyan.Intents.Checking.Plans;
using Banyan.Intents.Checking.Replies;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Checking;

/// <summary>Registers the proof of plans and the guard rails.</summary>
internal static class AddCheckingExtensions
{
    /// <summary>Adds them. Running adds the reads that prove whose a record is.</summary>
    public static IServiceCollection AddChecking(this IServiceCollection services)
    {
        services.TryAddSingleton<ForeignIds>();
        services.TryAddSingleton<StepWindows>();
        services.TryAddSingleton<OwnerGuard>();
        services.TryAddSingleton<IGuardRails, GuardRails>();
        services.TryAddSingleton<IPlanCheck, PlanCheck>();
        services.TryAddSingleton<IConfirmations, Confirmations>();
        services.TryAddSingleton<IPlaceholders, Placeholders>();
        services.TryAddSingleton<IOutputFilter, OutputFilter>();
        return services;
    }
}
