using System.Globalization;
using System.Text;

namespace Banyan.Host.Hosting;

/// <summary>One culture for the whole process, and the proof that text normalises.</summary>
internal static class Globalization
{
    /// <summary>Sets the invariant culture and warns when normalising does nothing (ICU missing or switched off).</summary>
    public static void Prepare()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (!string.Equals("\ufb01".Normalize(NormalizationForm.FormKC), "fi", StringComparison.Ordinal))
        {
            Console.Error.WriteLine("warning: text does not normalise here, so guards and caches would miss matches. Install ICU (libicu) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }
}
