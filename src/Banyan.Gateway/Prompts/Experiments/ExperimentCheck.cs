using Banyan.Gateway.Prompts.Targeting;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>What an experiment must be like.</summary>
internal static class ExperimentCheck
{
    private const int MostArms = 10;

    /// <summary>What is wrong with a new one; null when nothing is.</summary>
    public static Failure? Fault(NewExperiment experiment)
    {
        if (!PromptNames.IsLabel(experiment.Name) || (experiment.Layer is { } layer && !PromptNames.IsLabel(layer)))
        {
            return PromptFailures.Invalid("Names of experiments and layers are words of small letters, digits, - _ and .", "name");
        }

        var names = experiment.Variants.Select(variant => variant.Name).ToList();
        if (names.Count is < 2 or > MostArms || names.Distinct(StringComparer.Ordinal).Count() != names.Count || !names.TrueForAll(PromptNames.IsLabel))
        {
            return PromptFailures.Invalid($"An experiment has two to {MostArms} arms; their names are unlike, words of small letters, digits, - _ and .", "variants");
        }

        if (experiment.Variants.Count(variant => variant.IsControl) > 1)
        {
            return PromptFailures.Invalid("One arm at most is the control.", "variants");
        }

        return ShareFault([.. experiment.Variants.Select(variant => variant.Weight)]) ?? JsonFault(experiment);
    }

    /// <summary>What is wrong with shares; null when nothing is.</summary>
    public static Failure? ShareFault(IReadOnlyList<double> shares) =>
        shares.All(share => share is >= 0 and <= 1) && shares.Sum() is > 0 and <= 1 + 1e-9
            ? null
            : PromptFailures.Invalid("Shares are 0 to 1 and together at most 1; what is left over stays out of the experiment.", "weights");

    private static Failure? JsonFault(NewExperiment experiment)
    {
        try
        {
            if (experiment.Targeting is { } targeting)
            {
                ConditionReader.Read(targeting);
            }
        }
        catch (FormatException wrong)
        {
            return PromptFailures.Invalid("The targeting can't be read: " + wrong.Message, "targeting");
        }

        try
        {
            GuardRails.Read(experiment.Guardrails);
            return null;
        }
        catch (FormatException wrong)
        {
            return PromptFailures.Invalid("The guard rails can't be read: " + wrong.Message, "guardrails");
        }
    }
}
