using System.Globalization;

namespace Banyan.Gateway.Catalog.Schema;

/// <summary>Whether a text can be the value of a setting.</summary>
internal static class ScalarCheck
{
    /// <summary>The first thing wrong with a value; null when it is good.</summary>
    public static ScalarProblem? Find(Setting setting, string text) => setting.Kind switch
    {
        SettingKind.Text or SettingKind.Secret or SettingKind.Any => null,
        SettingKind.Flag => Quantity.TryFlag(text, out _) ? null : Wrong(text, "true or false"),
        SettingKind.Whole => Quantity.TryWhole(text, out var whole) ? Bounds(setting, whole, "") : Wrong(text, "a whole number"),
        SettingKind.Number => Quantity.TryNumber(text, out var number) ? Bounds(setting, number, "") : Wrong(text, "a number"),
        SettingKind.Money => Quantity.TryNumber(text, out var usd) ? Bounds(setting, usd, " USD") : Wrong(text, "an amount in USD, as 0.25"),
        SettingKind.Duration => Quantity.TryDuration(text, out var span) ? Bounds(setting, (decimal)span.TotalSeconds, " s") : Wrong(text, "a duration, as 250ms, 5s, 5m, 24h or 90d"),
        SettingKind.Size => Quantity.TrySize(text, out var bytes) ? Bounds(setting, bytes, " bytes") : Wrong(text, "a size, as 64KB or 32MB"),
        SettingKind.Word => setting.Words.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : NotAWord(setting, text),
        SettingKind.Address => IsAddress(text) ? null : new ScalarProblem(ProblemCode.BadAddress, $"\"{text}\" is not an absolute http or https address.", "Write it as https://host/path."),
        SettingKind.Map => Wrong(text, "a map of settings"),
        SettingKind.Table => Wrong(text, "a map from names to settings"),
        SettingKind.List => Wrong(text, "a list"),
    };

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static ScalarProblem Wrong(string text, string wanted) => new(ProblemCode.WrongType, $"\"{text}\" is not {wanted}.", $"Give {wanted}.");

    private static ScalarProblem NotAWord(Setting setting, string text)
    {
        var nearest = Document.LooseName.Nearest(text, setting.Words);
        var hint = nearest is null ? $"Use one of: {string.Join(", ", setting.Words)}." : $"Did you mean {nearest}? Allowed: {string.Join(", ", setting.Words)}.";
        return new ScalarProblem(ProblemCode.OutOfRange, $"\"{text}\" is not one of the words allowed.", hint);
    }

    private static ScalarProblem? Bounds(Setting setting, decimal value, string unit)
    {
        if (value < setting.Least)
        {
            return new ScalarProblem(ProblemCode.OutOfRange, $"{Say(value)}{unit} is below {Say(setting.Least.Value)}{unit}.", $"Give at least {Say(setting.Least.Value)}{unit}.");
        }

        return value > setting.Most
            ? new ScalarProblem(ProblemCode.OutOfRange, $"{Say(value)}{unit} is above {Say(setting.Most.Value)}{unit}.", $"Give at most {Say(setting.Most.Value)}{unit}.")
            : null;
    }

    private static string Say(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}

/// <summary>What is wrong with a value.</summary>
internal sealed record ScalarProblem(string Code, string Message, string Hint);
