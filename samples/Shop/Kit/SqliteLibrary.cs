using System.Runtime.InteropServices;

namespace Shop.Kit;

/// <summary>Chooses the system's SQLite where there is one: the bundled one is old.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
                name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // Somebody else in this process has chosen already; one choice is enough.
        }

        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    public static bool Load() => Loaded.Value;
}
