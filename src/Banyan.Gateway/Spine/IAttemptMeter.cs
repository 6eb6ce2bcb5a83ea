using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Writes down attempts: durably, before the call and at its end.</summary>
internal interface IAttemptMeter
{
    /// <summary>Notes that an attempt begins. A failure means it could not be noted, and nothing may be sent.</summary>
    Failure? Begin(Exchange exchange, Attempt attempt);

    /// <summary>What an attempt costs by what it has told so far; estimated where it told nothing usable.</summary>
    Charge Price(Exchange exchange, Attempt attempt);

    /// <summary>Settles an ended attempt: sets its <see cref="Attempt.Charge"/> and writes its row. Called exactly once per attempt.</summary>
    void End(Exchange exchange, Attempt attempt);
}
