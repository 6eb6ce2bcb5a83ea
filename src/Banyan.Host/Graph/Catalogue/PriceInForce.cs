using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>A price and how long it holds.</summary>
/// <param name="Row">The price.</param>
/// <param name="Until">From when on another is in force; null while none is known.</param>
internal sealed record PriceInForce(PriceRow Row, DateTimeOffset? Until)
{
    /// <summary>A model's price at an instant; that of a free provider's model without one of its own is free. Null without one.</summary>
    public static PriceInForce? Of(ModelEntry model, DateTimeOffset now) =>
        (model.PriceAt(now) ?? (model.Provider.IsFree ? PriceRow.Free : null)) is { } row
            ? new PriceInForce(row, model.Prices.FirstOrDefault(next => next.ValidFrom > now)?.ValidFrom)
            : null;
}
