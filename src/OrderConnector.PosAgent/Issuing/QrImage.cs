using QRCoder;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>
/// The QR text as an image: the same text gives the same bytes. Error correction M and a border of four modules,
/// as ISO/IEC 18004 wants, so that a crumpled slip still reads.
/// </summary>
public static class QrImage
{
    /// <summary>Modules of white around the code on each side.</summary>
    public const int QuietZoneModules = 4;

    /// <summary>Black and white PNG.</summary>
    /// <param name="text">The QR text "V0;…".</param>
    /// <param name="pixelsPerModule">Edge of one module, 1 to 40.</param>
    public static byte[] Png(string text, int pixelsPerModule = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerModule, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerModule, 40);
        using var code = Encode(text);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(pixelsPerModule, drawQuietZones: true);
    }

    /// <summary>SVG that scales to the place it is put into.</summary>
    /// <param name="text">The QR text "V0;…".</param>
    public static string Svg(string text)
    {
        using var code = Encode(text);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private static QRCodeData Encode(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
    }
}
