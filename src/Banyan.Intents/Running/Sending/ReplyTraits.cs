using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>What a reply allows to do next.</summary>
internal static class ReplyTraits
{
    /// <summary>Whether the backend took the call, understood it and said no: nobody else is asked.</summary>
    public static bool IsRefusal(this BackendReply reply) => reply.Problem?.Code == ProblemWords.BackendRejected && !reply.IsProvablyNotReceived;

    /// <summary>Whether a write may have happened without a readable answer: anything but a success, a refusal, or proof of non-receipt.</summary>
    public static bool IsAmbiguous(this BackendReply reply) => reply.Problem is not null && !reply.IsRefusal() && !reply.IsProvablyNotReceived;

    /// <summary>Whether the operation seems to be gone, so that the backend should be asked again what it can do.</summary>
    public static bool IsSuspect(this BackendReply reply) => reply.Status is 404 or 405 or 410 or 501;
}
