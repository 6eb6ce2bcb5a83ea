namespace Banyan.Gateway.Spine;

/// <summary>Measures what alerts may be opened for; each concern measures its own. Asked every quarter of a minute, off the road of asks.</summary>
internal interface IAlertSource
{
    /// <summary>What there is to tell now. May throw <see cref="StoreAwayException"/>: it is asked again.</summary>
    ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken);
}
