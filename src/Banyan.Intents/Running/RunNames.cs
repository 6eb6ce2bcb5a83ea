namespace Banyan.Intents.Running;

/// <summary>Names of leases and notices that more than one part must spell alike.</summary>
internal static class RunNames
{
    /// <summary>Topic of notices about runs.</summary>
    public const string Topic = "runs";

    /// <summary>The lease of a run's writer. The store's look for abandoned runs knows it too.</summary>
    public static string Run(string runId) => "run:" + runId;

    /// <summary>The lease of a conversation's writer.</summary>
    public static string Conversation(string conversationId) => "conversation:" + conversationId;

    /// <summary>The lease under which writes on one thing of one person follow one another.</summary>
    public static string Writing(string subjectId, string family, string thing) => $"write:{subjectId}:{family}:{thing}";

    /// <summary>Text of a notice about a run.</summary>
    public static string Notice(string tenant, string runId) => tenant + "/" + runId;

    /// <summary>Text of a notice that a run's answer is whole; it follows the one about the run.</summary>
    public static string Answered(string tenant, string runId) => Notice(tenant, runId) + "/answered";
}
