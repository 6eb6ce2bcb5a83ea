using System.Text;

namespace Banyan.Cli.Doctoring;

/// <summary>Looks at this machine.</summary>
internal static class MachineLook
{
    /// <summary>Without ICU, normalising silently does nothing: guards and cache keys of a service on this machine would fail unseen.</summary>
    public static Finding Icu() => Icu("\ufb01".Normalize(NormalizationForm.FormKC));

    /// <summary>Judges what came of normalising the ligature "fi".</summary>
    internal static Finding Icu(string normalized) =>
        normalized == "fi"
            ? Finding.Ok("icu", "Unicode text is normalised on this machine.")
            : Finding.Fail("icu", "Unicode text is not normalised on this machine.", "Install ICU (Debian 12: libicu72) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
}
