using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Storage.Sql;

/// <summary>One numbered step of a schema.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, so that a step changed after it ran is noticed.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The steps of a database, in order: embedded files <c>{folder}/Migrations/NNNN_name.sql</c>.</summary>
    public static IReadOnlyList<Migration> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Banyan.Storage.{folder}.Migrations.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))
                .OrderBy(step => step.Number),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var number = int.Parse(file.TrimStart('_').AsSpan(0, 4), CultureInfo.InvariantCulture);
        return new Migration(number, file.TrimStart('_')[5..], reader.ReadToEnd());
    }
}
