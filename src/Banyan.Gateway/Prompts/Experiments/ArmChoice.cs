using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Targeting;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>The arm a request falls into.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Variant">The arm.</param>
/// <param name="UnitHash">What stands for the unit.</param>
internal sealed record ArmChoice(Experiment Experiment, ExperimentVariant Variant, string UnitHash)
{
    /// <summary>Chooses among the experiments that run on a prompt: the first that aims at the request and has an arm for its unit.</summary>
    public static ArmChoice? Of(IEnumerable<Experiment> running, Prompt prompt, Subject subject, DateTimeOffset now)
    {
        foreach (var experiment in running)
        {
            if (UnitOf(experiment.Unit, subject) is not { } unit || !IsAimedAt(experiment, prompt, subject, now))
            {
                continue;
            }

            var sorted = UnitSort.Of(experiment.Salt, unit);
            if (experiment.Variants.FirstOrDefault(variant => variant.Ranges.Any(range => sorted.Bucket >= range.From && sorted.Bucket < range.To)) is { } arm)
            {
                return new ArmChoice(experiment, arm, sorted.Hash);
            }
        }

        return null;
    }

    private static string? UnitOf(ExperimentUnit unit, Subject subject) => unit switch
    {
        ExperimentUnit.User => subject.User is { } user ? subject.Service + "\0" + user : null,
        ExperimentUnit.Conversation => subject.Conversation,
        ExperimentUnit.Service => subject.Service,
        ExperimentUnit.Request => subject.RequestId.ToString("D"),
    };

    // What was kept was read once before: it can't fail here.
    private static bool IsAimedAt(Experiment experiment, Prompt prompt, Subject subject, DateTimeOffset now) =>
        experiment.Targeting is not { } targeting || ConditionReader.Read(targeting).Holds(new RequestFacts(prompt, subject, now));
}
