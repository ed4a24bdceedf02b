// Packs a folder for the Functions host: entries in order, one date, modes that do not depend on the machine. The same
// files give the same zip. The host marks the program itself as executable; the zip says so anyway, for whoever unpacks
// it by hand.
#:property PublishAot=false
#:property GenerateDocumentationFile=false
using System.IO.Compression;

if (args is not [var folder, var target])
{
    Console.Error.WriteLine("zip.cs FOLDER FILE");
    return 2;
}

const int Regular = 0x8000;
string[] programs = ["OrderConnector.Functions", "createdump"];
using var zip = ZipFile.Open(target, ZipArchiveMode.Create);
foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
    var mode = programs.Contains(name) ? 0x1ED : 0x1A4;
    var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
    entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    entry.ExternalAttributes = (Regular | mode) << 16;
    using var from = File.OpenRead(file);
    using var to = entry.Open();
    from.CopyTo(to);
}

return 0;
