using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Rings on every node when a threshold was reached, for those who watch.</summary>
internal sealed class AlertTeller(IChangeNotices notices) : IBudgetObserver
{
    /// <summary>What is told.</summary>
    public const string Topic = "budget-alerts";

    /// <inheritdoc />
    public void Reached(BudgetAlert alert) => _ = notices.TellAsync(Topic, alert.Tenant, CancellationToken.None).ContinueWith(
        static told => _ = told.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
