using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Reporting;

/// <summary>Where it is noted which tenant was told of which day. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IReportStore
{
    /// <summary>Tenants that had a webhook before a day ended and were not told of that day.</summary>
    /// <param name="day">Its midnight in UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> DueAsync(DateTimeOffset day, CancellationToken cancellationToken);

    /// <summary>Adds up what a tenant spent on a day as it is booked by now, and writes the event <see cref="EventTypes.ReportDaily"/> and the note of it together.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="day">Its midnight in UTC.</param>
    /// <param name="now">When it is told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was told before, by whichever node: nothing is written then.</returns>
    Task<bool> TellAsync(string tenant, DateTimeOffset day, DateTimeOffset now, CancellationToken cancellationToken);
}
