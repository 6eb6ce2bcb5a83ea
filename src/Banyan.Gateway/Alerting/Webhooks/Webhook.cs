namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>An address that is told of events.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Events">Types it asks for; <c>*</c> for all.</param>
/// <param name="IsEnabled">Whether it is told anything.</param>
/// <param name="SecretPrefix">The first letters of its signing secret, to tell secrets apart.</param>
/// <param name="Failures">Attempts that failed since the last one that succeeded.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Webhook(Guid Id, string Tenant, string Url, IReadOnlyList<string> Events, bool IsEnabled, string SecretPrefix, int Failures, DateTimeOffset CreatedAt)
{
    /// <summary>Failures in a row from which on it counts as failing.</summary>
    public const int FailingFrom = 10;

    /// <summary>Asks for every type.</summary>
    public const string Every = "*";

    /// <summary>Whether its last attempts failed, ten or more in a row.</summary>
    public bool IsFailing => Failures >= FailingFrom;

    /// <summary>Whether it is told of a type.</summary>
    public bool Wants(string type) => IsEnabled && (Events.Contains(Every, StringComparer.Ordinal) || Events.Contains(type, StringComparer.Ordinal));
}
