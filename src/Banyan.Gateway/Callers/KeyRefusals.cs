using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Why an order on keys and those who use them is refused, in words.</summary>
internal static class KeyRefusals
{
    public static Failure NotAllowed(string message) => new(FailureKind.NotAllowed, "not_allowed", message);

    public static Failure Invalid(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    public static Failure Conflict(string message) => new(FailureKind.CallerFault, "conflict", message);

    public static Failure NotFound(string message) => new(FailureKind.CallerFault, "not_found", message);

    /// <summary>Why an edit was not made; null when it was.</summary>
    public static Failure? Of(KeyEdit edit, string publicId) => edit switch
    {
        KeyEdit.Done => null,
        KeyEdit.NotFound => NotFound($"There is no key '{publicId}' in force."),
        KeyEdit.LastAdmin => Conflict("It is the last key that may do everything: make another first."),
        KeyEdit.Changed => Conflict($"The key '{publicId}' was rotated meanwhile: read it again."),
    };
}
