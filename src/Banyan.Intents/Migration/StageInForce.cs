using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>The stage that decides a call.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Percent">Share of people on the modern side of a canary.</param>
/// <param name="Sample">Share of reads that are compared.</param>
internal readonly record struct StageInForce(Stage Stage, double Percent, double Sample)
{
    /// <summary>Its word.</summary>
    public string Word => StageWords.Of(Stage, Percent);

    /// <summary>Whether two sides can do the intent, so that there is something to choose.</summary>
    public static bool IsPair(Intent intent) => intent is { Legacy.IsCompatible: true, Modern.IsCompatible: true };

    /// <summary>What the operator said, or the default: modern for a granted, compatible overlap; else the side there is.</summary>
    public static StageInForce Configured(Intent intent, IntentSettings settings)
    {
        if (!IsPair(intent))
        {
            return new StageInForce(intent.Legacy is null ? Stage.ModernOnly : Stage.Legacy, 0, 0);
        }

        var setting = settings.Stages.GetValueOrDefault(intent.Key) ?? new StageSetting(Stage.Modern);
        return new StageInForce(setting.Stage, setting.Percent, setting.Sample);
    }
}
