using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A price kept in the database; there for good once it is.</summary>
/// <param name="Id">Its id, that of the row too.</param>
/// <param name="Model">Full name of the model.</param>
/// <param name="Row">The price.</param>
/// <param name="CreatedAt">When it was set.</param>
/// <param name="CreatedBy">Who set it.</param>
public sealed record StoredPrice(Guid Id, string Model, PriceRow Row, DateTimeOffset CreatedAt, string CreatedBy);
