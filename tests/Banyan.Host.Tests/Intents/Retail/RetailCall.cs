namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>A request a side was sent.</summary>
/// <param name="Operation">The intent's key.</param>
/// <param name="Subject">For whom.</param>
/// <param name="Key">Its idempotency key; null when it came with none.</param>
internal sealed record RetailCall(string Operation, string? Subject, string? Key)
{
    /// <summary>Whether it only looks.</summary>
    public bool IsRead => Operation is "orders.get" or "orders.list" or "users.get" or "products.get";
}
