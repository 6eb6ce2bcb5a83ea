using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Budgets;

/// <summary>Registers what reserves and settles money.</summary>
internal static class AddBudgetsExtensions
{
    /// <summary>Adds the budgets, their ledger and the step that reserves from every ledger. Storage adds the store, the spending, and counters where nodes share them.</summary>
    public static IServiceCollection AddBudgets(this IServiceCollection services)
    {
        services.TryAddSingleton<IBudgetCounters, MemoryCounters>();
        services.TryAddSingleton<BudgetBook>();
        services.TryAddSingleton<BudgetSettler>();
        services.TryAddSingleton<BudgetAlerts>();
        services.TryAddSingleton<BudgetChoice>();
        services.AddSingleton<ILedger, BudgetLedger>();
        services.TryAddSingleton<Reservations>();
        services.TryAddSingleton<IAttemptCover>(provider => provider.GetRequiredService<Reservations>());
        services.TryAddSingleton<BudgetStep>();
        services.TryAddSingleton<IBudgets, BudgetDesk>();
        services.TryAddSingleton<IBudgetCorrections, BudgetCorrections>();
        services.TryAddSingleton<IBudgetPeriods, BudgetPeriods>();
        services.AddSingleton<IAlertSource, BudgetReadings>();
        services.AddSingleton<ILastGoodPart, KeptBudgetsPart>();
        services.AddHostedService(provider => provider.GetRequiredService<BudgetBook>());
        services.AddHostedService(provider => provider.GetRequiredService<BudgetSettler>());
        services.AddHostedService(provider => provider.GetRequiredService<BudgetAlerts>());
        services.AddHostedService<BudgetSweep>();
        return services;
    }
}
