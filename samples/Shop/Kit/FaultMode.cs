using System.Text.Json.Serialization;

namespace Shop.Kit;

/// <summary>What a service does wrong when asked to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMode>))]
public enum FaultMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Hangs up before reading on.</summary>
    Down,

    /// <summary>Answers 500 without doing anything.</summary>
    Error,

    /// <summary>Works, after a while.</summary>
    Slow,

    /// <summary>Never answers, and does nothing.</summary>
    Timeout,

    /// <summary>Does it, and hangs up instead of answering.</summary>
    Lost,

    /// <summary>Answers 409 without doing anything.</summary>
    Refuse,
}
