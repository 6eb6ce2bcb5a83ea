namespace Banyan.Host.Doors;

/// <summary>The line an ask stands in before anything is done for it.</summary>
internal interface IAskLine
{
    /// <summary>Stands in it once, and is through when an ask that came at the same time would be.</summary>
    ValueTask PassAsync(CancellationToken cancellationToken);
}
