using Banyan.Cli.Chatting.Show;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>What a stopped run had done already.</summary>
internal static class StopWords
{
    /// <summary>It in lines.</summary>
    public static IEnumerable<string> Of(RunTold told, KnownIntents known)
    {
        var changing = told.Steps.Where(step => known.Changes(step.Intent)).ToList();
        var done = changing.Where(step => step.Status == "succeeded").ToList();
        var doubtful = changing.Where(step => step.Status is "running" or "unknown_outcome").ToList();
        foreach (var step in done)
        {
            yield return $"Stopped, but already done: {StepWords.Name(step)}";
        }

        foreach (var step in doubtful)
        {
            yield return $"Stopped, and perhaps done: {StepWords.Name(step)}; ask again to see.";
        }

        if (done.Count + doubtful.Count == 0)
        {
            yield return told.Answer is null ? "Stopped here, but the service has not said that it stopped: look with /history." : "Stopped. Nothing was changed.";
        }
    }
}
