using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Money;

/// <summary>A budget somebody set, until it is taken away again.</summary>
internal sealed class OneBudget : IAsyncDisposable
{
    private static readonly Caller Operator = new() { Tenant = "default", Service = "admin", KeyId = "Ab12Cd34", Grants = Grants.All };
    private readonly IBudgets _budgets;
    private readonly string _id;

    private OneBudget(IBudgets budgets, string id) => (_budgets, _id) = (budgets, id);

    /// <summary>Sets it for a month, in nano-USD.</summary>
    public static async Task<OneBudget> SetAsync(IServiceProvider services, BudgetScope scope, string scopeId, long limitNanoUsd)
    {
        var budgets = services.GetRequiredService<IBudgets>();
        var rule = new BudgetRule { Id = "", Scope = scope, ScopeId = scopeId, Period = BudgetPeriod.Monthly, LimitNanoUsd = limitNanoUsd };
        var (set, failure) = await budgets.SetAsync(Operator, rule, null, default);
        failure.ShouldBeNull();
        return new OneBudget(budgets, set!.Id);
    }

    public async ValueTask DisposeAsync() => (await _budgets.RemoveAsync(Operator, _id, default)).ShouldBeNull();
}
