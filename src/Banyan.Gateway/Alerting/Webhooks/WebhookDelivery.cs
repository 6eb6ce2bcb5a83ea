namespace Banyan.Gateway.Alerting.Webhooks;

/// <summary>One event on its way to one webhook. Kept for 30 days.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it goes.</summary>
    public required Guid WebhookId { get; init; }

    /// <summary>The event: <c>webhook-id</c> of every attempt.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The event's type.</summary>
    public required string Event { get; init; }

    /// <summary>The body, as it is sent.</summary>
    public required string Payload { get; init; }

    /// <summary>How far it came.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>Attempts begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>Status of the last answer; null when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Milliseconds the last attempt took; null before the first.</summary>
    public int? ResponseMs { get; init; }

    /// <summary>What went wrong last, in words; null when nothing did.</summary>
    public string? Problem { get; init; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
